package io.spotmanager.domain.vm;

/** The secret with which a host joins as one machine. It is only put into the VM's user data. */
public record InstallCertificate(String secret) {
    @Override
    public String toString() {
        return "install certificate (hidden)";
    }
}
