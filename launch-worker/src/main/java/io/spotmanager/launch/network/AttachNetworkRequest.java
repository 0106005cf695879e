package io.spotmanager.launch.network;

/**
 * A server is to get an interface on a network.
 *
 * @param server as the requester named it
 * @param network as the requester named it
 */
record AttachNetworkRequest(String server, String serverId, String network, String networkId) {}
