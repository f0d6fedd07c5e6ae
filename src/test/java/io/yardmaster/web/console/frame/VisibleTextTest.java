package io.yardmaster.web.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void htmlIsText() {
        assertThat(VisibleText.of("<b a='1' c=\"2\">&")).isEqualTo("&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
    }

    @Test
    void whatTurnsTheTextIsShownAsItsEscape() {
        assertThat(VisibleText.of("a\u202ecod.exe")).isEqualTo("a\\u202Ecod.exe");
        assertThat(VisibleText.of("\u0000\u0007\u2066")).isEqualTo("\\u0000\\u0007\\u2066");
    }

    @Test
    void linesTabsAndForeignLettersStay() {
        assertThat(VisibleText.of("a\n\tb é ש 日 😀")).isEqualTo("a\n\tb é ש 日 😀");
    }
}
