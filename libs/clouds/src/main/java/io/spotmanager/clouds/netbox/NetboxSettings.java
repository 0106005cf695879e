package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.http.Env;
import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.http.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of NetBox, and how this installation uses it.
 *
 * @param url without {@code /api} and without a slash at the end
 * @param filter which devices count
 * @param linkWords how its field about NVLink is read
 * @param patience longest time for one read of all pages
 */
public record NetboxSettings(
        String url,
        NetboxToken token,
        DeviceFilter filter,
        NvlinkField linkWords,
        OwnerRules owners,
        Limits limits,
        Duration patience) {

    private static final int LARGEST_PAGE = 1000;

    /**
     * Reads the {@code NETBOX_*} variables.
     *
     * @param environment such as {@code System::getenv}; returns null for what is not set
     * @return empty if {@code NETBOX_URL} is not set: NetBox is then not used
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException with one sentence that names every missing or wrong
     *     setting
     */
    public static Optional<NetboxSettings> from(Function<String, @Nullable String> environment) {
        Env variables = new Env(environment);
        if (variables.get("NETBOX_URL") == null) {
            return Optional.empty();
        }
        NetboxSettings settings = new NetboxSettings(
                variables.address("NETBOX_URL").replaceAll("/+api$", ""),
                token(variables),
                filter(variables),
                new NvlinkField(
                        variables.get("NETBOX_NVLINKS_FIELD", "NVLinks"),
                        variables.list("NETBOX_NVLINKS_TRUE", "true,yes,y,on,1", ","),
                        variables.list("NETBOX_NVLINKS_FALSE", "false,no,n,off,0,none", ",")),
                owners(variables),
                variables.limits(),
                variables.duration("NETBOX_READ_TIMEOUT", Duration.ofSeconds(120)));
        variables.validate("NetBox cannot be read", "set them in the environment, or unset NETBOX_URL to go without");
        return Optional.of(settings);
    }

    public NetboxSettings withLimits(Limits others, Duration otherPatience) {
        return new NetboxSettings(url, token, filter, linkWords, owners, others, otherPatience);
    }

    private static NetboxToken token(Env variables) {
        String token = variables.required("NETBOX_TOKEN");
        if (!Secret.canBeHeader(token)) {
            variables.addError("NETBOX_TOKEN has blanks or other characters that no token has");
        }
        return new NetboxToken(token);
    }

    private static DeviceFilter filter(Env variables) {
        long page = variables.number("NETBOX_PAGE_SIZE", LARGEST_PAGE);
        return new DeviceFilter(
                variables.list("NETBOX_TAGS", "", ","),
                variables.list("NETBOX_STATUSES", "", ","),
                variables.list("NETBOX_IGNORED_TAGS", "", ","),
                (int) page);
    }

    private static OwnerRules owners(Env variables) {
        List<String> rules = variables.list("NETBOX_OWNER_GROUPS", "", ";");
        if (!rules.stream().allMatch(OwnerRules::isRule)) {
            variables.addError("NETBOX_OWNER_GROUPS is no list like 'Tenant or group=Owner;*=Other owner'");
        }
        return OwnerRules.of(variables.get("NETBOX_OWNER_FIELD"), rules);
    }
}
