package io.spotmanager.audit;

import io.spotmanager.audit.AuditVerification.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The result of a verification that has ended, as it is kept. It says of each operation how it was read at some time between its start and its end;
 * what was changed later, the next verification finds.
 *
 * @param number counts the verifications
 * @param signed true if a trusted key has signed it: then nobody else has written it
 */
public record VerificationResult(
        long number, String requestedBy, Instant startedAt, Instant endedAt, boolean signed, Report report) {
    private static final String SIGNED = "spot-manager verification of the history ";

    /** As it is kept: the report without nesting it differently. */
    private record Kept(
            long number,
            String requestedBy,
            Instant startedAt,
            Instant endedAt,
            boolean whole,
            long operations,
            long entries,
            CheckpointReport checkpoints,
            List<String> findings,
            long findingsInAll,
            VerificationScope scope) {
        Report report() {
            return new Report(whole, operations, entries, checkpoints, findings, findingsInAll, scope);
        }
    }

    /** Returns the text that is kept and signed. */
    static String text(long number, String requestedBy, Instant startedAt, Instant endedAt, Report report) {
        return Json.MAPPER.writeValueAsString(new Kept(
                number,
                requestedBy,
                startedAt,
                endedAt,
                report.whole(),
                report.operations(),
                report.entries(),
                report.checkpoints(),
                report.findings(),
                report.findingsInAll(),
                report.scope()));
    }

    static String signature(String text, CheckpointKey key) {
        return key.sign(signedText(text));
    }

    private static String signedText(String text) {
        return SIGNED + ChainHash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the result of a row.
     *
     * @param needsSignature whether somebody here signs results, so that one without a signature is a finding
     */
    static VerificationResult of(
            long number,
            Instant endedAt,
            String text,
            @Nullable String publicKey,
            @Nullable String signature,
            VerificationRules rules,
            boolean needsSignature) {
        Kept kept;
        try {
            kept = Json.MAPPER.readValue(text, Kept.class);
        } catch (JacksonException e) {
            return unreadable(number, endedAt, rules);
        }
        var signed = publicKey != null
                && signature != null
                && kept.number() == number
                && rules.trusted().count(publicKey, kept.endedAt())
                && CheckpointKey.verifies(publicKey, signedText(text), signature);
        var report = kept.report();
        return new VerificationResult(
                number,
                kept.requestedBy(),
                kept.startedAt(),
                kept.endedAt(),
                signed,
                signed || !needsSignature ? report : doubted(number, report));
    }

    private static Report doubted(long number, Report report) {
        var finding =
                "the result of verification %d has no signature of a trusted key, so anybody who may write to the database can have written it: verify again"
                        .formatted(number);
        return new Report(
                false,
                report.operations(),
                report.entries(),
                report.checkpoints(),
                Stream.concat(Stream.of(finding), report.findings().stream()).toList(),
                report.findingsInAll() + 1,
                report.scope());
    }

    private static VerificationResult unreadable(long number, Instant endedAt, VerificationRules rules) {
        var findings = new Findings();
        findings.add("the result of verification %d cannot be read, so somebody has changed it: verify again", number);
        var nothing = VerificationState.begin(endedAt);
        var report = VerificationPortion.report(rules, nothing.with(findings.state()), List.of());
        return new VerificationResult(number, "", endedAt, endedAt, false, report);
    }
}
