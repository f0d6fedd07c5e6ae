package io.yardmaster.web.console.enqueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A field of a payload in words, for who fills in the form.
 *
 * @param path its place, for example {@code operations[].type}
 * @param rule what it may hold, for example "text, 1 to 64 characters, required"
 * @param description one sentence; empty when its author gave none
 */
public record PayloadField(String path, String rule, String description) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 60;

    /** The fields of a schema as its handler gives it, outer ones first; empty where any value goes. */
    static List<PayloadField> of(String schema) {
        try {
            List<PayloadField> fields = new ArrayList<>();
            add(fields, "", JSON.readTree(schema));
            return fields;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a handler's schema is JSON", impossible);
        }
    }

    private static void add(List<PayloadField> fields, String prefix, JsonNode object) {
        List<String> required = new ArrayList<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        object.path("properties").properties().forEach(property -> {
            JsonNode field = property.getValue();
            String path = prefix + property.getKey();
            if (fields.size() < MOST) {
                String rule = rule(field) + (required.contains(property.getKey()) ? ", required" : "");
                fields.add(new PayloadField(path, rule, text(field, "description")));
                add(fields, path + ".", field);
                add(fields, path + "[].", field.path("items"));
            }
        });
    }

    private static String rule(JsonNode field) {
        if (field.has("anyOf")) {
            return kind(field.path("anyOf").path(0)) + ", or "
                    + rule(field.path("anyOf").path(1));
        }
        if (field.has("enum")) {
            List<String> words = new ArrayList<>();
            field.get("enum").forEach(word -> words.add(word.asText().toLowerCase(Locale.ROOT)));
            return String.join(" or ", words);
        }
        return kind(field)
                + range(field, "minimum", "maximum", "")
                + range(field, "minLength", "maxLength", " characters")
                + range(field, "minItems", "maxItems", " items");
    }

    private static String range(JsonNode field, String least, String most, String unit) {
        if (field.has(least) && field.has(most)) {
            return ", " + number(field, least) + " to " + number(field, most) + unit;
        }
        if (field.has(least)) {
            return ", at least " + number(field, least) + unit;
        }
        return field.has(most) ? ", at most " + number(field, most) + unit : "";
    }

    private static String number(JsonNode field, String name) {
        return Words.number(field.get(name).asLong());
    }

    private static String kind(JsonNode field) {
        return switch (text(field, "type")) {
            case "string" -> "text";
            case "integer" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "true or false";
            case "array" -> "list";
            case "object" -> "object";
            default -> "any value";
        };
    }

    private static String text(JsonNode field, String name) {
        return field.path(name).asText("");
    }
}
