package dev.tend.template.function;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Functions of the reference that are refused by name, each with a sentence that says why. */
final class Refusals {

    private static final String VAULT = "it reads secrets of Vault, which Tend does not ask";
    private static final String NOMAD = "it reads variables and services of Nomad, which Tend does not ask";
    private static final String ENTERPRISE = "it lists what only newer or Enterprise versions of Consul have";
    private static final String DEBUGGING = "it prints values for debugging; use printf with %#v";
    private static final String CERTIFICATE = "it makes keys or certificates, which differ each time";
    private static final String RANDOM = "its result differs each time, so that the file would never stay the same";
    private static final String CLOCK =
            "its result depends on the clock or the time zone of the renderer; use timestamp";
    private static final String MACHINE = "its result depends on the renderer's machine; use env";
    private static final String VERSION = "it compares semantic versions, which Tend does not know";

    private static final Map<String, String> REASONS = reasons();

    private Refusals() {}

    private static Map<String, String> reasons() {
        var reasons = new TreeMap<String, String>();
        add(reasons, VAULT, "secret", "secrets", "pkiCert", "pkiSign");
        add(
                reasons,
                NOMAD,
                "nomadServices",
                "nomadService",
                "nomadVarList",
                "nomadVarListSafe",
                "nomadVar",
                "nomadVarExists");
        add(reasons, ENTERPRISE, "peerings", "partitions", "exportedServices", "importedServices");
        add(reasons, DEBUGGING, "spew_dump", "spew_printf", "spew_sdump", "spew_sprintf");
        add(reasons, "it looks at the network interfaces of the renderer's machine; use env", "sockaddr");
        add(reasons, "it runs a program, and the renderer runs none; write a key or a file instead", "plugin");
        add(
                reasons,
                "it writes a file, and the renderer writes only its own; add a template for that file",
                "writeToFile");
        sprig(
                reasons,
                CERTIFICATE,
                "genPrivateKey",
                "genCA",
                "genCAWithKey",
                "genSelfSignedCert",
                "genSelfSignedCertWithKey");
        sprig(reasons, CERTIFICATE, "genSignedCert", "genSignedCertWithKey", "buildCustomCert");
        sprig(reasons, RANDOM, "bcrypt", "htpasswd", "encryptAES", "randInt", "randAlphaNum", "randAlpha", "randAscii");
        sprig(reasons, RANDOM, "randNumeric", "randBytes", "uuidv4", "shuffle");
        sprig(reasons, "it decrypts with a key that the template would have to contain", "decryptAES");
        sprig(reasons, "it derives a password from one that the template would have to contain", "derivePassword");
        sprig(
                reasons,
                CLOCK,
                "now",
                "ago",
                "date",
                "date_in_zone",
                "date_modify",
                "dateInZone",
                "dateModify",
                "htmlDate");
        sprig(reasons, CLOCK, "htmlDateInZone");
        sprig(reasons, MACHINE, "env", "expandenv", "getHostByName");
        sprig(reasons, VERSION, "semver", "semverCompare");
        return reasons;
    }

    private static void add(Map<String, String> reasons, String reason, String... names) {
        for (String name : names) {
            reasons.put(name, reason);
        }
    }

    private static void sprig(Map<String, String> reasons, String reason, String... names) {
        for (String name : names) {
            reasons.put("sprig_" + name, reason);
        }
    }

    static Optional<String> reason(String name) {
        return Optional.ofNullable(REASONS.get(name));
    }

    static Iterable<String> names() {
        return REASONS.keySet();
    }
}
