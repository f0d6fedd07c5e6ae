package io.yardmaster.engine.handler;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yardmaster.api.Bounds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;

/** The JSON Schema (draft 2020-12) of a payload, made from its record and the {@link Bounds} of its components. */
final class PayloadSchema {
    private static final int DEEPEST = 6;

    private PayloadSchema() {}

    /** Never null; an empty object where any value goes. */
    static ObjectNode of(Type type) {
        return of(type, 0);
    }

    private static ObjectNode of(Type type, int depth) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        Class<?> raw = rawClass(type);
        if (raw.isRecord()) {
            record(schema, raw, depth);
        } else if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            schema.put("type", "array");
            schema.set("items", depth < DEEPEST ? of(itemType(type), depth + 1) : schema.objectNode());
        } else if (raw.isEnum()) {
            ArrayNode words = schema.put("type", "string").putArray("enum");
            for (Object constant : raw.getEnumConstants()) {
                words.add(constant.toString());
            }
        } else if (!word(raw).isEmpty()) {
            schema.put("type", word(raw));
        }
        return schema;
    }

    private static void record(ObjectNode schema, Class<?> raw, int depth) {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        ArrayNode required = schema.arrayNode();
        if (depth < DEEPEST) {
            for (RecordComponent component : raw.getRecordComponents()) {
                ObjectNode field = of(component.getGenericType(), depth + 1);
                Bounds bounds = component.getAnnotation(Bounds.class);
                if (bounds != null) {
                    limit(field, bounds);
                }
                if (takesOneForMany(raw, component)) {
                    ObjectNode many = field;
                    field = schema.objectNode();
                    field.putArray("anyOf").add(many.get("items").deepCopy()).add(many);
                }
                if (component.getType().isPrimitive() || bounds != null && bounds.required()) {
                    required.add(component.getName());
                }
                properties.set(component.getName(), field);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private static boolean takesOneForMany(Class<?> record, RecordComponent component) {
        try {
            JsonFormat format = record.getDeclaredField(component.getName()).getAnnotation(JsonFormat.class);
            return format != null
                    && JsonFormat.Value.from(format).getFeature(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                            == Boolean.TRUE;
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("a record has a field for each component", impossible);
        }
    }

    private static void limit(ObjectNode field, Bounds bounds) {
        String kind = field.path("type").asText();
        if (bounds.min() != Long.MIN_VALUE) {
            field.put(least(kind), bounds.min());
        }
        if (bounds.max() != Long.MAX_VALUE) {
            field.put(least(kind).replace("min", "max"), bounds.max());
        }
        if (!bounds.description().isEmpty()) {
            field.put("description", bounds.description());
        }
    }

    private static String least(String kind) {
        return switch (kind) {
            case "string" -> "minLength";
            case "array" -> "minItems";
            case "object" -> "minProperties";
            default -> "minimum";
        };
    }

    /** The word of JSON Schema; empty where any value goes. */
    private static String word(Class<?> raw) {
        if (CharSequence.class.isAssignableFrom(raw) || raw == char.class) {
            return "string";
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return "boolean";
        }
        if (raw == double.class || raw == float.class || raw == Double.class || raw == Float.class) {
            return "number";
        }
        if (Number.class.isAssignableFrom(raw) || raw.isPrimitive()) {
            return raw == java.math.BigDecimal.class ? "number" : "integer";
        }
        boolean isTree = TreeNode.class.isAssignableFrom(raw);
        return Map.class.isAssignableFrom(raw) && !isTree ? "object" : "";
    }

    private static Type itemType(Type type) {
        if (type instanceof ParameterizedType typed) {
            return typed.getActualTypeArguments()[0];
        }
        return type instanceof Class<?> raw && raw.isArray() ? raw.getComponentType() : Object.class;
    }

    private static Class<?> rawClass(Type type) {
        if (type instanceof ParameterizedType typed) {
            return rawClass(typed.getRawType());
        }
        return type instanceof Class<?> raw ? raw : Object.class;
    }
}
