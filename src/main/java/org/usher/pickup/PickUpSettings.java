package org.usher.pickup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;

/**
 * Files that others pick up.
 *
 * @param folder     the folder with a folder for each organisation; whoever picks a file up moves it into the folder {@code picked-up} beside it
 * @param production whether Usher itself picks the files up at each full hour, in the place of the production that does it elsewhere
 */
@ConfigurationProperties("usher.pick-up")
record PickUpSettings(@Bindable(defaultValue = "data/pick-up") @NotBlank String folder,
        @Bindable(defaultValue = "true") boolean production) {}
