package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;

/** What is wrong with a payload, said to the one who wrote it: the field and the rule, nothing of our classes. */
final class PayloadFault {
    private PayloadFault() {}

    static String sentence(JsonProcessingException wrong) {
        return field(wrong) + rule(wrong);
    }

    private static String field(JsonProcessingException wrong) {
        StringBuilder field = new StringBuilder("payload");
        if (wrong instanceof JsonMappingException mapping) {
            mapping.getPath()
                    .forEach(step -> field.append(
                            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName()));
        }
        return field.toString();
    }

    private static String rule(JsonProcessingException wrong) {
        if (wrong instanceof MismatchedInputException other) {
            return " must be " + kind(other.getTargetType());
        }
        if (wrong instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return ": " + refused.getCause().getMessage();
        }
        boolean tooLarge = wrong.getCause() instanceof InputCoercionException;
        return tooLarge ? " is too large a number" : ": " + wrong.getOriginalMessage();
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (CharSequence.class.isAssignableFrom(type) || type.isEnum()) {
            return "text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Double.class || type == double.class || type == Float.class || type == float.class) {
            return "a number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }
}
