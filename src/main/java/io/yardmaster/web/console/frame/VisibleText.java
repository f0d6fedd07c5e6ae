package io.yardmaster.web.console.frame;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes every value of a page as text that can be seen: HTML is escaped, and characters that show nothing or turn the
 * direction of the text (U+202E and its like, NUL and other controls) become their escape.
 */
@Singleton
public class VisibleText implements ResultMapper {
    private static final int BEFORE_THE_DEFAULT = 10;

    void register(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    @Override
    public int getPriority() {
        return BEFORE_THE_DEFAULT;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        Optional<Variant> variant = origin.getVariant();
        return !(result instanceof RawString)
                && variant.isPresent()
                && variant.get().getContentType().equals(Variant.TEXT_HTML);
    }

    @Override
    public String map(Object result, Expression expression) {
        return of(result.toString());
    }

    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> shown.append("&amp;");
                case '<' -> shown.append("&lt;");
                case '>' -> shown.append("&gt;");
                case '"' -> shown.append("&quot;");
                case '\'' -> shown.append("&#39;");
                default -> append(shown, c);
            }
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, char c) {
        if (isHidden(c)) {
            shown.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
        } else {
            shown.append(c);
        }
    }

    private static boolean isHidden(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
        boolean direction = c == '\u061c' || c == '\u200e' || c == '\u200f';
        boolean embedding = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return control || direction || embedding || c == '\u2028' || c == '\u2029' || c == '\ufeff';
    }
}
