package io.yardmaster.web.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yardmaster.engine.search.Masking;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hides the values of fields that are named like secrets, wherever a job is shown. {@code YARDMASTER_MASKED_FIELDS}
 * adds names. Case, dots, dashes and underscores of a name do not matter.
 */
@Named("masks")
@Singleton
public class Masks implements Masking {
    static final String HIDDEN = "•••";

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> ANYWHERE =
            List.of("password", "passwd", "secret", "authorization", "cardnumber", "apikey", "privatekey");
    private static final List<String> AT_THE_END = List.of("token", "cvv", "cvc");

    private final List<String> more;
    private final Pattern inText;

    Masks(@ConfigProperty(name = "yardmaster.masked-fields") Optional<List<String>> more) {
        this.more = more.orElse(List.of()).stream()
                .map(Masks::plain)
                .filter(name -> !name.isEmpty())
                .toList();
        String names = Stream.of(ANYWHERE, AT_THE_END, this.more)
                .flatMap(List::stream)
                .map(Masks::spread)
                .collect(Collectors.joining("|"));
        inText = Pattern.compile("(?i)((?:" + names + ")[\"']?\\s*[=:]\\s*(?:bearer\\s+|basic\\s+)?)"
                + "(\"(?:[^\"\\\\]++|\\\\.)*+\"?|'[^']*+'?|[^\\s,;&\"'}\\]]++)");
    }

    /** True for a field whose value is not shown. */
    public boolean hides(String field) {
        String name = plain(field);
        return Stream.concat(ANYWHERE.stream(), more.stream()).anyMatch(name::contains)
                || AT_THE_END.stream().anyMatch(name::endsWith);
    }

    /** Free text, such as an error or a line of a log; null for null. */
    public String text(String text) {
        return text == null ? null : inText.matcher(text).replaceAll("$1" + HIDDEN);
    }

    /** JSON text with the same characters but for what is hidden; as free text where it is no JSON. */
    @Override
    public String json(String json) {
        if (json == null) {
            return null;
        }
        StringBuilder shown = new StringBuilder();
        int from = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && hides(parser.currentName())) {
                    parser.nextToken();
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    parser.finishToken();
                    shown.append(json, from, start).append('"').append(HIDDEN).append('"');
                    from = (int) parser.currentLocation().getCharOffset();
                }
            }
        } catch (IOException noJson) {
            return text(json);
        }
        return shown.append(json, from, json.length()).toString();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The letters of a name with what may stand between them in text. */
    private static String spread(String name) {
        return name.chars().mapToObj(c -> Pattern.quote(Character.toString(c))).collect(Collectors.joining("[_ .-]?"));
    }
}
