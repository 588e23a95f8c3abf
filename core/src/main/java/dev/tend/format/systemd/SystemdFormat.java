package dev.tend.format.systemd;

import dev.tend.format.Format;
import java.util.Optional;

/** The format of systemd, for exports only. */
public final class SystemdFormat implements Format {

    /** The one in the list of formats. */
    public SystemdFormat() {}

    @Override
    public String name() {
        return "systemd";
    }

    @Override
    public Optional<Exporter> exporter() {
        return Optional.of((spec, text, _) -> SystemdExport.of(spec, text));
    }
}
