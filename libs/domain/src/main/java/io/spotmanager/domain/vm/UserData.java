package io.spotmanager.domain.vm;

/**
 * The user data of a VM: plain cloud-init text, not base64. It contains the install certificate, so {@code toString}
 * shows only its size.
 */
public record UserData(String text) {
    @Override
    public String toString() {
        return "user data of %d characters (hidden)".formatted(text.length());
    }
}
