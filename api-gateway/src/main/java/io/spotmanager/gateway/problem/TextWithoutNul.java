package io.spotmanager.gateway.problem;

import java.beans.PropertyEditorSupport;
import org.jspecify.annotations.Nullable;

/** Refuses a text parameter with a NUL character, which PostgreSQL cannot store. */
final class TextWithoutNul extends PropertyEditorSupport {
    @Override
    public void setAsText(@Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("contains a NUL character");
        }
        setValue(text);
    }
}
