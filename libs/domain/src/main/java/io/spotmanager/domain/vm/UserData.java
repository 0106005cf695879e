package io.spotmanager.domain.vm;

/**
 * What a VM does at its first start: plain cloud-init text, not base64. It holds the install certificate, so it is a
 * secret and prints as nothing but its size.
 */
public record UserData(String text) {
    @Override
    public String toString() {
        return "user data of %d characters (hidden)".formatted(text.length());
    }
}
