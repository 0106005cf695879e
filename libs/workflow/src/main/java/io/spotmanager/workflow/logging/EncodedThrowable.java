package io.spotmanager.workflow.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An error whose message is on one line, and so are those of its causes. */
record EncodedThrowable(IThrowableProxy thrown) implements IThrowableProxy {
    @Override
    public @Nullable String getMessage() {
        return EncodedText.of(thrown.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return EncodedText.of(thrown.getOverridingMessage());
    }

    @Override
    public String getClassName() {
        return thrown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return thrown.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return thrown.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        var cause = thrown.getCause();
        return cause == null ? null : new EncodedThrowable(cause);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(thrown.getSuppressed()).map(EncodedThrowable::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return thrown.isCyclic();
    }
}
