package io.spotmanager.clouds.launch;

/** @param environment the name of the only environment whose VMs may use it */
public record VmKeyPair(String name, String environment) {}
