package io.yardmaster.web.console;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the browser to every method of a test that asks for it: one for all classes, opened when the first asks. Its
 * address is that of the server under test.
 */
public final class Browsing implements ParameterResolver {
    private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(Browsing.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        String server =
                ConfigProvider.getConfig().getValue("test.url", String.class).replaceAll("/$", "");
        return test.getRoot().getStore(PLACE).computeIfAbsent(server, Chromium::launch, Chromium.class);
    }
}
