package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Text for machines does not depend on where the server stands: Arabic digits end no number for Redis. */
class LocaleTest {
    private static final Pattern LOCAL = Pattern.compile(
            "String\\.format\\((?!\\s*Locale\\.)|\\.formatted\\(|\\.to(?:Lower|Upper)Case\\(\\)|NumberFormat\\.get\\w*\\(\\)"
                    + "|DateTimeFormatter\\.ofPattern\\([^,()]*\\)|\\.printf\\((?!\\s*Locale\\.)");

    @Test
    void everyTextThatDependsOnTheLocaleNamesOne() {
        List<String> found = SourceFile.below(SourceFile.ROOT, ".java").stream()
                .flatMap(file -> LOCAL.matcher(file.text()).results().map(hit -> file.path() + ": " + hit.group()))
                .toList();
        assertThat(found).isEmpty();
    }
}
