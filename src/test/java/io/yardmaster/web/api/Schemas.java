package io.yardmaster.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** As much of JSON Schema as the contract uses, to tell where an answer is not what the contract says. */
record Schemas(JsonNode contract) {
    /** What is wrong with the value, a line each; empty when it fits. */
    List<String> faults(String schema, JsonNode value) {
        return faults(contract.at("/components/schemas/" + schema), value, schema);
    }

    private List<String> faults(JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            return faults(contract.at(schema.get("$ref").asText().substring(1)), value, at);
        }
        if (schema.has("oneOf")) {
            boolean one = stream(schema.get("oneOf"))
                    .anyMatch(choice -> faults(choice, value, at).isEmpty());
            return one ? List.of() : List.of(at + " is none of its choices: " + value);
        }
        if (schema.has("const")) {
            return schema.get("const").equals(value) ? List.of() : List.of(at + " is not " + schema.get("const"));
        }
        return typed(schema, value, at);
    }

    private List<String> typed(JsonNode schema, JsonNode value, String at) {
        if (schema.has("type") && types(schema.get("type")).stream().noneMatch(type -> is(type, value))) {
            return List.of(at + " must be " + schema.get("type") + ", not " + value);
        }
        if (schema.has("enum") && stream(schema.get("enum")).noneMatch(value::equals)) {
            return List.of(at + " must be one of " + schema.get("enum") + ", not " + value);
        }
        List<String> faults = new ArrayList<>();
        if (value.isObject() && schema.has("properties")) {
            faults.addAll(members(schema, value, at));
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> faults.addAll(faults(schema.get("items"), item, at + "[]")));
        }
        return faults;
    }

    private List<String> members(JsonNode schema, JsonNode value, String at) {
        Set<String> wanted = names(schema.get("properties"));
        List<String> faults = new ArrayList<>();
        if (!names(value).equals(wanted)) {
            faults.add(at + " has " + names(value) + ", not " + wanted);
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode of = schema.get("properties").get(member.getKey());
            if (of != null) {
                faults.addAll(faults(of, member.getValue(), at + "." + member.getKey()));
            }
        }
        return faults;
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private static List<String> types(JsonNode type) {
        return type.isArray() ? stream(type).map(JsonNode::asText).toList() : List.of(type.asText());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
