package io.spotmanager.clouds.launch;

import io.spotmanager.domain.vm.InstallCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Carries out rendered user data in a folder that stands for the VM's root: its files are written, then its commands run by
 * bash, with every command that reaches outside recorded instead. Needs no rights.
 */
final class FirstStart {
    /** Paths of the VM that are in the folder here; those of disks and mounts stay as they are. */
    private static final Pattern IN_THE_FOLDER = Pattern.compile("(?<![\\w./^}-])/(?=etc/|root/|usr/local/)");

    private static final String INSTALLER = """
            #!/bin/bash
            echo installer >>ROOT/log
            printf '%s\\n' "$@" >ROOT/installer.arguments
            [ -e ROOT/installer-reads-nothing ] || cat >ROOT/installer.stdin
            cp ROOT/etc/runpod/config.json ROOT/installer.config
            [ ! -e ROOT/installer-fails ]
            """;

    private static final String CURL = """
            echo "curl $*" >>ROOT/log
            while [ $# -gt 0 ]; do
              case "$1" in
                -o | --output | -O) out=$2; shift ;;
                https://ifconfig.me) ask=yes ;;
              esac
              shift
            done
            if [ -n "${ask:-}" ]; then
              answer=$(head -1 ROOT/addresses)
              [ "$(wc -l <ROOT/addresses)" -lt 2 ] || sed -i 1d ROOT/addresses
              [ -n "$answer" ] || exit 7
              printf %s "$answer"
            else
              cp ROOT/installer "${out:?}"
            fi
            """;

    private final Path root;
    private String output = "";

    FirstStart(Path root) throws IOException {
        this.root = root;
        has("/log", "");
        Files.createDirectories(path("/root"));
        addresses("203.0.113.5");
        has("/installer", INSTALLER.replace("ROOT", root.toString()));
        where("umount", "echo \"umount $*\" >>ROOT/log");
        where(
                "update-grub",
                "echo \"update-grub $(grep -o 'hierarchy=[a-z]*' ROOT/etc/default/grub.d/cgroup.cfg)\" >>ROOT/log");
        where("chown", "echo \"chown $*\" >>ROOT/log");
        where("sleep", "echo \"sleep $*\" >>ROOT/log");
        where("curl", CURL);
        where("wget", CURL);
        where("sudo", "exec \"$@\"");
    }

    void has(String file, String text) throws IOException {
        Files.createDirectories(path(file).getParent());
        Files.writeString(path(file), text);
    }

    /** What ifconfig.me answers, one after the other; the last stays. */
    void addresses(String... answers) throws IOException {
        has("/addresses", String.join("\n", answers) + "\n");
    }

    void where(String command, String does) throws IOException {
        has("/bin/" + command, "#!/bin/bash\n" + does.replace("ROOT", root.toString()) + "\n");
        executable(path("/bin/" + command), "rwxr-xr-x");
    }

    Path path(String path) {
        return root.resolve(path.substring(1));
    }

    String text(String path) throws IOException {
        return Files.readString(path(path));
    }

    String recorded(String name) throws IOException {
        return text("/" + name);
    }

    String log() throws IOException {
        return text("/log");
    }

    String output() {
        return output;
    }

    int starts() throws IOException {
        return starts("very-secret");
    }

    int startsWithout() throws IOException {
        return starts("");
    }

    static Map<String, Object> parsed(String userData) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(userData);
    }

    /** The exit code of all commands: cloud-init tells that its final stage failed when one of the scripts did. */
    private int starts(String certificate) throws IOException {
        var userData = CloudInit.standard()
                .render("CA1-L40-01", new InstallCertificate(certificate))
                .orElseThrow()
                .text();
        var config = parsed(userData);
        list(config, "write_files").forEach(file -> write((Map<?, ?>) file));
        var script = new StringBuilder("#!/bin/sh\n");
        list(config, "runcmd").forEach(command -> script.append(line(command)).append('\n'));
        has("/runcmd", inFolder(script.toString()));
        try {
            var process = new ProcessBuilder("sh", path("/runcmd").toString()).redirectErrorStream(true);
            process.environment().put("PATH", path("/bin") + ":" + System.getenv("PATH"));
            var running = process.start();
            output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return running.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<?> list(Map<String, Object> config, String key) {
        return (List<?>) config.getOrDefault(key, List.of());
    }

    private static String line(Object command) {
        return command instanceof List<?> words
                ? String.join(" ", words.stream().map(String::valueOf).toList())
                : command.toString();
    }

    private void write(Map<?, ?> file) {
        try {
            var content = String.valueOf(file.get("content"));
            var plain = "b64".equals(file.get("encoding"))
                    ? new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8)
                    : content;
            var path = String.valueOf(file.get("path"));
            has(path, inFolder(plain));
            executable(path(path), rights(String.valueOf(file.get("permissions"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String inFolder(String text) {
        return IN_THE_FOLDER.matcher(text).replaceAll(root + "/");
    }

    private static String rights(String octal) {
        var bits = Integer.parseInt(octal, 8);
        var signs = "rwxrwxrwx".toCharArray();
        for (int i = 0; i < signs.length; i++) {
            if ((bits >> (signs.length - 1 - i) & 1) == 0) {
                signs[i] = '-';
            }
        }
        return new String(signs);
    }

    private static void executable(Path file, String rights) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
