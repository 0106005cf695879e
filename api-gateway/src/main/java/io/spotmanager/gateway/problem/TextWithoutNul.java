package io.spotmanager.gateway.problem;

import java.beans.PropertyEditorSupport;
import org.jspecify.annotations.Nullable;

/** Takes a parameter as it is, unless it contains the character that PostgreSQL cannot keep. */
final class TextWithoutNul extends PropertyEditorSupport {
    @Override
    public void setAsText(@Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the character NUL is in it");
        }
        setValue(text);
    }
}
