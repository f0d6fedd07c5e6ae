package io.yardmaster.web.api.request;

import com.fasterxml.jackson.core.JsonToken;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.problem.BadInputException;
import io.yardmaster.web.problem.FieldError;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads the fields of one JSON text and takes nothing on trust. What is wrong with a field is noted and the reading
 * goes on, so that a caller learns of all of it at once; what is not JSON ends it. Every method that reads a value
 * consumes it whole, and keeps nothing of what is wrong.
 */
public final class JsonReader {
    static final String HALF = "must not hold half of a surrogate pair, which is no character";

    private static final int MOST_ERRORS = 50;
    private static final int LONGEST_NAME_SHOWN = 100;

    private final JsonTokens tokens;
    private List<FieldError> errors = new ArrayList<>();
    private String at = "";

    public JsonReader(CharBuffer text) {
        tokens = new JsonTokens(text);
    }

    /** Reads the whole text, which must be one value. @throws BadInputException with all that is wrong */
    public <T> T whole(Supplier<T> value) {
        tokens.next();
        T read = value.get();
        if (tokens.next() != null) {
            throw new BadInputException("", "must be one JSON value with nothing after it");
        }
        if (isWrong()) {
            throw new BadInputException(errors);
        }
        return read;
    }

    /** True once something was noted. */
    public boolean isWrong() {
        return !errors.isEmpty();
    }

    /**
     * Reads an object.
     *
     * @param known the names that {@code member} is called with, to read the value
     * @param later names of the contract that are not built yet
     * @return false when the value is no object, which is noted
     */
    public boolean object(Set<String> known, Set<String> later, Consumer<String> member) {
        return members(
                name -> known.contains(name) ? null : later.contains(name) ? "is not supported yet" : "is not known",
                member);
    }

    /** Reads an object whose names are the caller's own. @param rule noted of a name that does not pass */
    public boolean map(Predicate<String> passes, String rule, Consumer<String> member) {
        return members(name -> passes.test(name) ? null : rule, member);
    }

    /** @param fault what is wrong with a name; null when nothing is */
    private boolean members(UnaryOperator<String> fault, Consumer<String> member) {
        if (tokens.current() != JsonToken.START_OBJECT) {
            return fail("must be an object");
        }
        String above = at;
        Set<String> seen = new HashSet<>();
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.text();
            at = above + "/" + shown(name);
            tokens.next();
            String wrong = fault.apply(name);
            if (wrong != null) {
                fail(wrong);
            } else if (!seen.add(name)) {
                fail("is there twice");
            } else {
                member.accept(name);
            }
        }
        at = above;
        return true;
    }

    /** Reads an array. @return false when the value is no array, which is noted */
    public boolean array(Runnable item) {
        if (tokens.current() != JsonToken.START_ARRAY) {
            return fail("must be an array");
        }
        String above = at;
        for (int index = 0; tokens.next() != JsonToken.END_ARRAY; index++) {
            at = above + "/" + index;
            item.run();
        }
        at = above;
        return true;
    }

    /** A string that passes; null when it does not, which is noted as {@code rule}. */
    public String string(Predicate<String> passes, String rule) {
        String value = tokens.current() == JsonToken.VALUE_STRING ? tokens.text() : null;
        if (value == null || !passes.test(value)) {
            fail(rule);
            return null;
        }
        if (!Text.isWhole(value)) {
            fail(HALF);
            return null;
        }
        return value;
    }

    /** An integer within bounds; null when it is none, which is noted. 1.0 and "1" are none. */
    public Long integer(long least, long most) {
        Optional<Long> value = isInteger() ? exact(tokens.text()) : Optional.empty();
        if (value.isEmpty() || value.get() < least || value.get() > most) {
            fail("must be an integer between " + least + " and " + most);
            return null;
        }
        return value.get();
    }

    /** True or false; null when it is neither, which is noted. */
    public Boolean bool() {
        if (tokens.current() != JsonToken.VALUE_TRUE && tokens.current() != JsonToken.VALUE_FALSE) {
            fail("must be true or false");
            return null;
        }
        return tokens.current() == JsonToken.VALUE_TRUE;
    }

    /** True when the value is null. */
    public boolean isNull() {
        return tokens.current() == JsonToken.VALUE_NULL;
    }

    /** True when the value is a string. */
    public boolean isString() {
        return tokens.current() == JsonToken.VALUE_STRING;
    }

    /** True when the value is a number without a fraction and an exponent. */
    public boolean isInteger() {
        return tokens.current() == JsonToken.VALUE_NUMBER_INT;
    }

    /** True when the value is a number. */
    public boolean isNumber() {
        return isInteger() || tokens.current() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** The text of the string or number that the value is. */
    public String text() {
        return tokens.text();
    }

    /** The tokens, for what reads a value in a way of its own. */
    public JsonTokens tokens() {
        return tokens;
    }

    /** Reads one part of a longer text as if it stood alone. @return what is wrong with it, empty when nothing */
    public List<FieldError> apart(Runnable part) {
        List<FieldError> outer = errors;
        String above = at;
        errors = new ArrayList<>();
        at = "";
        part.run();
        List<FieldError> found = errors;
        errors = outer;
        at = above;
        return found;
    }

    /** Notes what is wrong with the value and passes over it. @return false */
    public boolean fail(String message) {
        note("", message);
        tokens.skip();
        return false;
    }

    /** Notes what is wrong, with the value itself or with a {@code /member} of it. */
    public void note(String member, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(at + member, message));
        }
    }

    private static String shown(String name) {
        return Text.cut(name, LONGEST_NAME_SHOWN).replace("~", "~0").replace("/", "~1");
    }

    private static Optional<Long> exact(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
