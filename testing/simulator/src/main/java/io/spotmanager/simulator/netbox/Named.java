package io.spotmanager.simulator.netbox;

import java.util.Locale;

/** Something that devices refer to: a site, a role, a tag, a group of tenants. */
record Named(int id, String name, String slug) {

    static Named of(int id, String name) {
        return new Named(id, name, name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
}
