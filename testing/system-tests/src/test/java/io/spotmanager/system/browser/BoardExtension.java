package io.spotmanager.system.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One demo and one Chromium for all tests; visitors with cookies and storage of their own for each. */
final class BoardExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(BoardExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitors.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var house = context.getRoot().getStore(NAMESPACE).computeIfAbsent(BoardHouse.class);
        return context.getStore(NAMESPACE).computeIfAbsent(Visitors.class, type -> new Visitors(house), Visitors.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var visitors = context.getStore(NAMESPACE).get(Visitors.class, Visitors.class);
        if (visitors != null) {
            visitors.leave(
                    context.getDisplayName(), context.getExecutionException().isPresent());
        }
    }
}
