package io.spotmanager.simulator.keystone;

/** The administrator's name, and the password of that user and of every member. */
public record Credentials(String user, String password) {

    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
