package io.spotmanager.fleet.table;

/** A flavor with the number of GPUs it stands for. */
public record FlavorRow(String name, int gpus) implements Row {
    @Override
    public String key() {
        return name;
    }
}
