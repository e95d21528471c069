package org.usher.register;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LikenessTest {

    @ParameterizedTest
    @CsvSource({"Amend,amend,EXACT", "gráinne mallon,Grainne Mallon,EXACT", "O'Brien,OBrien,EXACT", "mar,Marcus Oyelaran,PREFIX",
            "oyel,Marcus Oyelaran,PREFIX",
            "Oyalaran,Marcus Oyelaran,CLOSE", "Presser,Dafydd Prosser,CLOSE", "Reinstaet,Reinstate,CLOSE", "Smith,Dafydd Prosser,NONE",
            "abc,abd,NONE"})
    void comparesAsAPersonWould(String typed, String name, Likeness expected) {
        assertThat(Likeness.of(Likeness.plain(typed), Likeness.plain(name))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,10311862", "10311863,10311862", "2026,2027", "12,TL012"})
    void neverTakesANumberForAnother(String typed, String other) {
        assertThat(Likeness.of(Likeness.plain(typed), Likeness.plain(other))).isEqualTo(Likeness.NONE);
    }

    @Test
    void countsASwapOfNeighboursAsOneSlip() {
        assertThat(Likeness.distance("reinsatte", "reinstate", 3)).isLessThanOrEqualTo(2);
        assertThat(Likeness.distance("amned", "amend", 3)).isEqualTo(1);
    }
}
