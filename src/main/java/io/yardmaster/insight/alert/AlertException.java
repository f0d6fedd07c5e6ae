package io.yardmaster.insight.alert;

/** Nothing was done to a rule or an alert that a caller named. */
public final class AlertException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean isUnknown;

    private AlertException(String message, boolean isUnknown) {
        super(message);
        this.isUnknown = isUnknown;
    }

    static AlertException unknown(String what) {
        return new AlertException("there is no " + what, true);
    }

    static AlertException refused(String why) {
        return new AlertException(why, false);
    }

    /** True when there is no such thing; else its state does not allow it. */
    public boolean isUnknown() {
        return isUnknown;
    }
}
