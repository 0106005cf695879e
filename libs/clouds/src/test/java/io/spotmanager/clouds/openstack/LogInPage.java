package io.spotmanager.clouds.openstack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Writes docs/log-in.md. */
final class LogInPage {

    private static final String HEAD = """
            # Log-in and addresses of OpenStack

            Spot Manager reads `OS_*` and `clouds.yaml` as openstacksdk does, the library below the `openstack` command. This page is
            generated: a test runs every configuration of `libs/clouds/src/test/resources/log-in/cases.yaml` with openstacksdk 0.101
            and with Spot Manager against the same services, and compares the request for a token, the addresses that are called,
            the microversion and the TLS settings.

            The rules in short:

            - **Where the settings come from.** `OS_CLOUD` names a cloud of `clouds.yaml`. Without it the variables are the cloud, and
              without any variable the only cloud of the file is. The first readable file counts: `OS_CLIENT_CONFIG_FILE`, the working
              directory, `~/.config/openstack`, `/etc/openstack`; the endings are `.yaml`, `.yml` and `.json`. `secure.yaml` and
              `clouds-public.yaml` are found in the same places.
            - **A named cloud takes nothing from the variables**, but for a secret that the file leaves out (`OS_PASSWORD`,
              `OS_APPLICATION_CREDENTIAL_SECRET`, `OS_TOKEN`), and `OS_REGION_NAME` if the file names no region. The log names the
              variables that are not used.
            - **`auth_type` decides.** Taken: `password`, `v3password`, `v3applicationcredential`, `token`, `v3token`.
            - **Ids win over names.** Scopes: project, domain, system, trust.
            - **Compute is API 2.1.** If the catalog names another version or none, Nova's version document is read, and its link is
              followed on the host of the catalog. An answer in another microversion than the one that was asked for is not believed.
            - **A 401 for one request** with a new token concerns this request alone, as with the access rules of an application credential.
            - **What cannot be done as openstacksdk does it is refused at the start**, with the name of the setting.

            ## Every configuration that was tried

            `same` means that openstacksdk and Spot Manager sent the same. The middle column has the log-in, Keystone's path, and the paths of
            compute, placement and network. $URL stands for the services. The secrets are left out.

            | configuration | openstacksdk 0.101 | Spot Manager |
            | --- | --- | --- |
            """;

    private LogInPage() {}

    static String of(
            List<LogInCase> cases,
            Map<String, LogInOutcome> sdk,
            Function<LogInCase, LogInOutcome> ours,
            Function<LogInCase, String> refusal) {
        StringBuilder page = new StringBuilder(HEAD);
        for (LogInCase of : cases) {
            LogInOutcome theirs = Objects.requireNonNull(sdk.get(of.name()));
            page.append("| ")
                    .append(of.name())
                    .append(" | ")
                    .append(words(theirs))
                    .append(" | ");
            if (of.refused() != null) {
                page.append("refused: ").append(cell(shortened(refusal.apply(of))));
            } else if (of.differs() != null) {
                page.append("differs: ").append(of.differs()).append(". ").append(words(ours.apply(of)));
            } else {
                page.append("same");
            }
            page.append(" |\n");
        }
        return page.toString();
    }

    private static String words(LogInOutcome outcome) {
        if (outcome.logIn().isEmpty()) {
            return "fails before it logs in";
        }
        String addresses = outcome.compute().isEmpty()
                ? "finds no compute service"
                : "`" + outcome.compute() + "`, `" + outcome.placement() + "`, `" + outcome.network() + "`";
        String tls = outcome.tls().equals("verified") ? "" : "; " + outcome.tls();
        String logIn = outcome.logIn()
                .replaceAll(" (user\\.password|secret)=\"secret\"", "")
                .replace("\"", "");
        return cell("`" + logIn + "` at `" + outcome.keystone() + "`; " + addresses + tls);
    }

    private static String shortened(String refusal) {
        return refusal.replaceAll(
                "^OpenStack cannot be reached until these settings are put right \\((.*)\\): .*$", "$1");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
