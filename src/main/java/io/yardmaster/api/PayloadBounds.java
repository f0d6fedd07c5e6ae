package io.yardmaster.api;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;

/** Holds a payload to the {@link Bounds} of its record, and those of the records in it. */
public final class PayloadBounds {
    private PayloadBounds() {}

    /** Looks through a payload. @param path where the value is, for example {@code payload.items[0]} @throws IllegalArgumentException with the field */
    public static void check(String path, Object value) {
        if (value instanceof Record object) {
            for (RecordComponent component : object.getClass().getRecordComponents()) {
                check(path + "." + component.getName(), component, valueOf(component, object));
            }
        } else if (value instanceof Collection<?> list) {
            int index = 0;
            for (Object item : list) {
                demand(item != null, path + "[" + index + "] must not be null");
                check(path + "[" + index++ + "]", item);
            }
        }
    }

    private static void check(String path, RecordComponent component, Object value) {
        Bounds bounds = component.getAnnotation(Bounds.class);
        if (bounds != null) {
            demand(value != null || !bounds.required(), path + " is missing");
            if (value != null) {
                size(path, bounds, value);
            }
        }
        check(path, value);
    }

    private static void size(String path, Bounds bounds, Object value) {
        String rule = rule(bounds);
        switch (value) {
            case Double number -> demand(number >= bounds.min() && number <= bounds.max(), path + " must be " + rule);
            case Number number ->
                demand(
                        number.longValue() >= bounds.min() && number.longValue() <= bounds.max(),
                        path + " must be " + rule);
            case CharSequence text -> demand(fits(bounds, text.length()), path + " must have " + rule + " characters");
            case Collection<?> list -> demand(fits(bounds, list.size()), path + " must have " + rule + " items");
            case Map<?, ?> map -> demand(fits(bounds, map.size()), path + " must have " + rule + " entries");
            default -> {
                if (value.getClass().isArray()) {
                    demand(fits(bounds, Array.getLength(value)), path + " must have " + rule + " items");
                }
            }
        }
    }

    private static boolean fits(Bounds bounds, int size) {
        return size >= bounds.min() && size <= bounds.max();
    }

    private static String rule(Bounds bounds) {
        if (bounds.min() == Long.MIN_VALUE) {
            return "at most " + bounds.max();
        }
        return bounds.max() == Long.MAX_VALUE
                ? "at least " + bounds.min()
                : "between " + bounds.min() + " and " + bounds.max();
    }

    private static Object valueOf(RecordComponent component, Object object) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(object);
        } catch (IllegalAccessException | InvocationTargetException refused) {
            throw new IllegalArgumentException(component.getName() + " cannot be read", refused);
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
