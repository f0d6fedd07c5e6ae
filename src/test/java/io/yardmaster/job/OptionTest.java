package io.yardmaster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionTest {
    @Test
    void codesAndFieldsStandOnce() {
        assertThat(Stream.of(Option.values()).map(Option::code)).doesNotHaveDuplicates();
        assertThat(Stream.of(Option.values()).map(Option::field)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void aNumberBeyondItsBoundsIsRefusedByName(Option option) {
        if (option.kind().isWhole()) {
            assertThat(Rules.NONE.with(option, option.least()).get(option)).isEqualTo(option.least());
            assertThat(Rules.NONE.with(option, option.most()).get(option)).isEqualTo(option.most());
            assertThatThrownBy(() -> Rules.NONE.with(option, option.most() + 1)).hasMessageContaining(option.field());
            assertThatThrownBy(() -> Rules.NONE.with(option, option.least() - 1))
                    .hasMessageContaining(option.field());
        }
        assertThatThrownBy(() -> Rules.NONE.with(option, new Object())).hasMessageContaining(option.field());
    }

    @Test
    void whatIsSaidWinsOverWhatStandsBelow() {
        Rules asked = Rules.NONE.with(Option.MAX_ATTEMPTS, 9L);
        Rules usual = Rules.NONE.with(Option.MAX_ATTEMPTS, 2L).with(Option.TIMEOUT_MS, 50L);
        assertThat(asked.over(usual).over(Rules.SERVER).maxAttempts()).isEqualTo(9);
        assertThat(asked.over(usual).timeoutMs()).isEqualTo(50);
        assertThat(Rules.NONE.over(Rules.SERVER)).isEqualTo(Rules.SERVER);
        assertThat(asked.with(Option.MAX_ATTEMPTS, null)).isSameAs(Rules.NONE);
    }
}
