package io.yardmaster.web.problem;

import java.util.List;

/** A request that says something it may not: answered 400 with every place that is wrong. */
public final class BadInputException extends RequestException {
    private static final long serialVersionUID = 1;
    private final transient List<FieldError> errors;

    public BadInputException(List<FieldError> errors) {
        super(errors.getFirst().sentence());
        this.errors = List.copyOf(errors);
    }

    public BadInputException(String pointer, String message) {
        this(List.of(new FieldError(pointer, message)));
    }

    /** At least one. */
    public List<FieldError> errors() {
        return errors;
    }
}
