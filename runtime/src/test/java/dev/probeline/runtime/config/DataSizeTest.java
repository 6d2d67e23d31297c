package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({"512,512", "1B,1", "64KiB,65536", "10MB,10000000", "1kb,1000", "2GiB,2147483648", "0,0"})
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MB", "64 KiB", "1K", "MB", "999999999TiB", "99999999999999999999"})
    void refusesTheRestAndSaysWhatItWants(String text) {
        assertThatThrownBy(() -> DataSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " (expected: a size such as 512, 64KiB or 10MB)");
    }

    @Property
    void whatIsPrintedParsesToTheSame(@ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long bytes) {
        DataSize size = new DataSize(bytes);

        assertThat(DataSize.parse(size.toString())).isEqualTo(size);
    }

    @Property
    void wholeUnitsArePrintedInThem(@ForAll @LongRange(min = 1, max = 1023) long count) {
        assertThat(new DataSize(count << 20)).hasToString(count + "MiB");
    }
}
