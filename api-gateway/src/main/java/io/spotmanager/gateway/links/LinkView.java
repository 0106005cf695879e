package io.spotmanager.gateway.links;

/**
 * A template of links as the API shows it.
 *
 * @param name of the tool
 * @param label what is shown
 * @param place where it is shown
 * @param template an address with placeholders in braces. Each value is percent-encoded where it stands; a link of which a value is not known is not shown
 */
record LinkView(String name, String label, LinkPlace place, String template) {}
