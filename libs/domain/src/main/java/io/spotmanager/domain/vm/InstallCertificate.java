package io.spotmanager.domain.vm;

/** The secret that lets a host join as one machine. It goes into the VM's first start and nowhere else. */
public record InstallCertificate(String secret) {
    @Override
    public String toString() {
        return "install certificate (hidden)";
    }
}
