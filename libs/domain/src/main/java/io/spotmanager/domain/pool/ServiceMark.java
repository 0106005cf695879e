package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.ComputeService;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reason with which we disable a compute service, such as {@code spot-manager: new fans [01a2...]}. A service that somebody
 * else disabled has no such mark, and is never enabled by us.
 *
 * @param operation the withdrawal that disabled it
 */
public record ServiceMark(String reason, UUID operation) {
    /** Nova takes at most so many characters (nova/api/openstack/compute/schemas/services.py, {@code disabled_reason}). */
    private static final int LONGEST = 255;

    private static final String OURS = "spot-manager: ";
    private static final String CUT = "...";
    private static final Pattern MARK = Pattern.compile(
            Pattern.quote(OURS) + "(.*) \\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})]",
            Pattern.DOTALL);

    /** Returns the mark of a service that is disabled with one; empty if it is enabled, or somebody else disabled it. */
    public static Optional<ServiceMark> of(ComputeService service) {
        return service.enabled() ? Optional.empty() : in(service.disabledReason());
    }

    /** Reads what {@link #text} wrote, possibly shortened; empty for every other text. */
    public static Optional<ServiceMark> in(@Nullable String disabledReason) {
        if (disabledReason == null) {
            return Optional.empty();
        }
        var match = MARK.matcher(disabledReason);
        return match.matches()
                ? Optional.of(new ServiceMark(match.group(1), UUID.fromString(match.group(2))))
                : Optional.empty();
    }

    /** Returns how the text will look before there is an operation. */
    public static String preview(String reason) {
        return OURS + reason + " [id of the operation]";
    }

    /** Returns the text for Nova; the end of a long reason is left out. */
    public String text() {
        var end = " [%s]".formatted(operation);
        var room = LONGEST - OURS.length() - end.length();
        return OURS + (reason.length() > room ? cut(room - CUT.length()) + CUT : reason) + end;
    }

    /** Never half of a character that takes two. */
    private String cut(int length) {
        return reason.substring(0, Character.isHighSurrogate(reason.charAt(length - 1)) ? length - 1 : length);
    }
}
