package io.yardmaster.web.base;

import io.quarkus.qute.ParserHelper;
import io.quarkus.qute.ParserHook;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the {@link BasePath} before the addresses of every template, as it is read: an attribute whose value begins with
 * a slash, and one of those that hold an address where the value begins with an expression. Such an expression is a path
 * of this server. So templates and the code that makes links know nothing of the base path.
 */
@Singleton
class BaseLinks implements ParserHook {
    private static final Pattern PATH = Pattern.compile("(\\s[a-z-]+=\")/(?!/)");
    private static final Pattern EXPRESSION = Pattern.compile(
            "(\\s(?:href|src|action|formaction|hx-get|hx-post|data-live|data-calm|data-alarm)=\")(?=\\{[a-z])");

    private final BasePath base;

    BaseLinks(BasePath base) {
        this.base = base;
    }

    @Override
    public void beforeParsing(ParserHelper helper) {
        if (!base.isRoot()) {
            helper.addContentFilter(this::withBase);
        }
    }

    String withBase(String template) {
        String prefix = Matcher.quoteReplacement(base.text());
        String paths = PATH.matcher(template).replaceAll("$1" + prefix + "/");
        return EXPRESSION.matcher(paths).replaceAll("$1" + prefix);
    }
}
