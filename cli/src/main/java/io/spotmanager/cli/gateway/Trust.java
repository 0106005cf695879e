package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with authorities of one's own. */
final class Trust {
    private Trust() {}

    /** @param pem with one or more certificates, which alone are trusted then */
    static SSLContext of(Path pem) {
        try (var file = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            if (number == 0) {
                throw CommandFailure.usage("The CA file %s has no certificate in it.".formatted(pem));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailure.usage(
                    "The CA file %s cannot be used: it must be PEM and readable (%s).".formatted(pem, e.getMessage()));
        }
    }
}
