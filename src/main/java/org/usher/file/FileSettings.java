package org.usher.file;

import java.time.Duration;
import java.util.List;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

/**
 * What may be handed in.
 *
 * @param largest   the largest file, in bytes
 * @param types     the types that are taken, by the end of the name
 * @param keepLoose how long a file is kept that nothing refers to (any more)
 */
@ConfigurationProperties("usher.files")
record FileSettings(@Bindable(defaultValue = "5242880") @Min(1024) @Max(10_485_760) long largest,
        @Bindable(defaultValue = "pdf,png,jpg,jpeg,txt,csv,docx,xlsx,pptx,odt,ods,eml,msg") @NotEmpty List<String> types,
        @Bindable(defaultValue = "P1D") @NotNull Duration keepLoose) {

    FileSettings {
        types = List.copyOf(types);
    }
}
