package io.spotmanager.fleet.capacity;

import io.spotmanager.fleet.FleetJson;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the capacity over time, by the clock of the database. */
public record CapacityTable(JdbcClient jdbc) {
    private static final String NOW = "date_bin('5 minutes', clock_timestamp(), 'epoch'::timestamptz)";

    /**
     * True if the sample of the present five minutes is missing and what it counts was read less than five minutes ago: an older snapshot would
     * be written down as if it were true now, so the time stays empty.
     */
    public boolean isDue() {
        return jdbc.sql("""
                select not exists (select from capacity where minutes = 5 and at = %s)
                       and (select count(read_at) = 3 and min(read_at) > clock_timestamp() - interval '5 minutes'
                            from source where name in ('aggregates', 'servers', 'services'))
                """.formatted(NOW)).query(Boolean.class).single();
    }

    /** Writes a sample of the present five minutes, unless there is one. */
    public void write(Collection<CapacityReading> readings) {
        jdbc.sql("""
                insert into capacity
                select 5, gpu_type, pool, %s, hosts, hosts_available, hosts_under_way, hosts_out_of_stock,
                       gpus_free, gpus_free, gpus_used, gpus_under_way, gpus_out_of_stock
                from json_to_recordset(?::json) as r(
                    gpu_type text, pool text, hosts int, hosts_available int, hosts_under_way int, hosts_out_of_stock int,
                    gpus_free int, gpus_used int, gpus_under_way int, gpus_out_of_stock int)
                on conflict do nothing
                """.formatted(NOW))
                .param(FleetJson.MAPPER.writeValueAsString(readings))
                .update();
    }

    /** Writes the averages of the hours that have ended since the last one that is written. */
    public void sumUpHours() {
        jdbc.sql("""
                insert into capacity
                select 60, gpu_type, pool, date_bin('1 hour', at, 'epoch'::timestamptz) as hour,
                       avg(hosts), avg(hosts_available), avg(hosts_under_way), avg(hosts_out_of_stock),
                       avg(gpus_free), min(gpus_free_least), avg(gpus_used), avg(gpus_under_way), avg(gpus_out_of_stock)
                from capacity
                where minutes = 5 and at < date_bin('1 hour', clock_timestamp(), 'epoch'::timestamptz)
                      and at >= coalesce((select max(at) + interval '1 hour' from capacity where minutes = 60), '-infinity')
                group by gpu_type, pool, hour
                on conflict do nothing
                """).update();
    }

    /** Removes samples after 90 days and hours after two years. */
    public void removeOld() {
        jdbc.sql("""
                delete from capacity
                where (minutes = 5 and at < clock_timestamp() - interval '90 days')
                      or (minutes = 60 and at < clock_timestamp() - interval '2 years')
                """).update();
    }
}
