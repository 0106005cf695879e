package io.spotmanager.quickstart.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The certificate that a server shows, by Java's own authorities. */
final class TlsCheck {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Duration SOON = Duration.ofDays(21);

    private TlsCheck() {}

    static Diagnosis look(String subject, String host, int port) {
        try (var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var rules = socket.getSSLParameters();
            rules.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(rules);
            socket.startHandshake();
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            var left = Duration.between(Instant.now(), certificate.getNotAfter().toInstant());
            var sentence = "The certificate of %s:%d ends at %s."
                    .formatted(host, port, certificate.getNotAfter().toInstant());
            return left.compareTo(SOON) > 0
                    ? Diagnosis.ok(subject, sentence)
                    : Diagnosis.bad(subject, sentence, "Renew it.");
        } catch (IOException e) {
            return Diagnosis.note(
                    subject,
                    "TLS with %s:%d by the authorities of Java fails: %s.".formatted(host, port, e.getMessage()),
                    "If it has an authority of its own, name that in its settings (OS_CACERT, or the SSL bundle of the broker); else correct the address or the certificate.");
        }
    }
}
