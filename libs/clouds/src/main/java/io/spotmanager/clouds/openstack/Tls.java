package io.spotmanager.clouds.openstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * How connections to a cloud are secured.
 *
 * @param verify false to accept every certificate
 * @param cacert PEM file with the only trusted authorities; null for those that Java trusts
 * @param cert PEM file with the client's certificate, and its key unless {@code key} is given; null for none
 * @param key PEM file with the client's key; null if it is in {@code cert}
 */
public record Tls(
        boolean verify,
        @Nullable Path cacert,
        @Nullable Path cert,
        @Nullable Path key) {

    public static final Tls USUAL = new Tls(true, null, null, null);

    /**
     * Returns the context for these settings; null for the Java runtime's. Reads the files.
     *
     * @throws IllegalStateException if a file is not the PEM that it should be
     */
    @Nullable
    SSLContext context() {
        if (equals(USUAL)) {
            return null;
        }
        PemSslStoreBundle stores = new PemSslStoreBundle(own(), trusted());
        KeyStore trust = stores.getTrustStore();
        KeyStore own = stores.getKeyStore();
        if ((trust == null && verify && cacert != null) || (own == null && cert != null)) {
            throw new IllegalStateException("a file without a certificate");
        }
        try {
            SSLContextBuilder context = SSLContextBuilder.create();
            if (!verify) {
                context.loadTrustMaterial(null, TrustAllStrategy.INSTANCE);
            } else if (trust != null) {
                context.loadTrustMaterial(trust, null);
            }
            if (own != null) {
                context.loadKeyMaterial(own, new char[0]);
            }
            return context.build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what went wrong with a connection and, if certificates are the cause, what to set. */
    static String explained(String trouble) {
        if (trouble.contains("certificate_required") || trouble.contains("bad_certificate")) {
            return trouble + ": the service wants a certificate of the client: set OS_CERT and OS_KEY (cert and key in"
                    + " clouds.yaml)";
        }
        return trouble.startsWith("no trusted connection")
                ? trouble
                        + ": set OS_CACERT (cacert in clouds.yaml) to a PEM file with the certificate of the authority"
                        + " that signed the service's, and check that the certificate has the name in the address"
                : trouble;
    }

    private @Nullable PemSslStoreDetails trusted() {
        return cacert == null || !verify ? null : PemSslStoreDetails.forCertificate(read(cacert));
    }

    private @Nullable PemSslStoreDetails own() {
        return cert == null
                ? null
                : PemSslStoreDetails.forCertificate(read(cert))
                        .withPrivateKey(read(key == null ? cert : key))
                        .withPassword("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
