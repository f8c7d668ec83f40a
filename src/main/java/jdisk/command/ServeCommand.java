package jdisk.command;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdisk.image.Slice;
import jdisk.label.Label;
import jdisk.label.Partition;
import jdisk.listing.PartitionDescription;
import jdisk.nbd.Export;
import jdisk.nbd.NbdServer;
import jdisk.recipe.NbdClients;
import jdisk.recipe.Quoting;
import jdisk.shell.Desk;
import jdisk.shell.IoMessage;
import jdisk.shell.Outcome;
import jdisk.shell.Session;
import jdisk.shell.UserError;
import jdisk.usage.Arguments;
import jdisk.usage.Option;
import jdisk.usage.Parameter;
import jdisk.usage.Syntax;

final class ServeCommand implements WordCommand {
    private static final Option PRINT = Option.flag("print the commands for clients", "--print");
    private static final Option ALLOW_REMOTE = Option.flag("serve other machines as well", "--allow-remote");

    /** Characters printed at a time, at least. */
    private static final int PIECE = 1 << 16;

    private static final int PORT = 10809;
    private static final String UNIX = "unix:";
    private static final Pattern ADDRESS = Pattern.compile("(?:(?<number>\\d{1,5})|(?<host>\\[[0-9a-fA-F:.%]+\\]|[^:\\[\\]]+)(?::(?<port>\\d{1,5}))?)");
    private static final long WAIT_MILLIS = 100;

    private Optional<Running> running = Optional.empty();
    private boolean endsWithProgram;

    /** A server, and what its clients call it. */
    private record Running(NbdServer server, NbdClients clients) {}

    /** Where to serve. */
    private sealed interface Endpoint {}

    private record Network(InetSocketAddress address) implements Endpoint {}

    private record Socket(Path path) implements Endpoint {}

    @Override
    public Syntax syntax() {
        return new Syntax(
                "serve",
                "export partitions by NBD",
                List.of(
                        "Serves each partition by its number, and the image as @|bold disk|@, to clients of the NBD protocol: "
                                + "nbd-client, qemu, nbdfuse, nbdcopy. @|italic ADDRESS|@ is @|italic PORT|@, @|italic HOST|@ "
                                + "or @|italic HOST:PORT|@, localhost:10809 if not given: every user of this machine can read "
                                + "the image there. @|bold unix:|@@|italic PATH|@ is the private way, a socket that only its "
                                + "owner can use, whose path may have 107 bytes. Any address but this machine's own needs "
                                + "@|bold --allow-remote|@: whoever can reach it can read the image.",
                        "In the shell and in a script, it runs until @|bold serve stop|@ or the end; @|bold serve status|@ "
                                + "reports on it. As a command of its own, it runs until Ctrl-C. @|bold --print|@ prints the "
                                + "commands for clients.",
                        "The protocol is spoken in the clear. To reach it from elsewhere, forward a port or a socket with ssh."),
                "serve --print",
                List.of(PRINT, ALLOW_REMOTE),
                List.of(Parameter.optional("ADDRESS|stop|status", "where to serve")));
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) throws IOException {
        String what = arguments.word(0);
        return switch (what) {
            case "stop" -> stop(desk);
            case "status" -> status(desk);
            default -> arguments.has(PRINT) ? print(desk, what) : serve(desk, what, arguments.has(ALLOW_REMOTE));
        };
    }

    private Outcome serve(Desk desk, String what, boolean remote) throws IOException {
        if (running.isPresent()) {
            throw new UserError("it is being served at " + running.get().clients().uri("") + " already; 'serve stop' ends that");
        }
        Session session = desk.session();
        Endpoint endpoint = endpoint(what);
        boolean local = !(endpoint instanceof Network network) || network.address().getAddress().isLoopbackAddress();
        if (!local && !remote) {
            throw new UserError("serve: whoever can reach " + what + " could read the image: --allow-remote allows it, "
                    + "without an address it is served to this machine only");
        }
        List<Export> exports = exports(session);
        endWithTheProgram();
        Running started = start(session, exports, endpoint);
        if (!local) {
            desk.report(new UserError("whoever can reach " + what + " can read the image"));
        } else if (endpoint instanceof Network) {
            desk.report(new UserError("every user of this machine can read the image there; 'serve unix:PATH' serves it to you alone"));
        }
        desk.console().print("Serving " + session.name() + " at " + started.clients().uri("") + ", read-only: "
                + String.join(", ", exports.stream().map(Export::name).toList()) + "\n");
        return desk.goesOn() ? Outcome.DONE : untilInterrupted(desk);
    }

    /** In one piece: a program that is told to end meanwhile ends what is started. */
    private synchronized Running start(Session session, List<Export> exports, Endpoint endpoint) throws IOException {
        NbdServer server = listen(session, exports, endpoint);
        Running started = new Running(server, clients(session, endpoint, server));
        running = Optional.of(started);
        return started;
    }

    /** A socket in the file system would be left behind by a program that is told to end. */
    private void endWithTheProgram() {
        if (!endsWithProgram) {
            endsWithProgram = true;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    end();
                } catch (IOException e) {
                    // it stays behind, then
                }
            }));
        }
    }

    private Outcome untilInterrupted(Desk desk) throws IOException {
        try {
            // Ends: when the user says so.
            while (!desk.isInterrupted()) {
                Thread.sleep(WAIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
        return Outcome.DONE;
    }

    private NbdServer listen(Session session, List<Export> exports, Endpoint endpoint) {
        try {
            return switch (endpoint) {
                case Network(InetSocketAddress address) -> NbdServer.listen(exports, address);
                case Socket(Path path) -> NbdServer.listen(exports, path);
            };
        } catch (FileAlreadyExistsException e) {
            throw new UserError("serve: " + session.visible().text(String.valueOf(e.getFile())) + " exists: remove it, or name another socket");
        } catch (BindException e) {
            throw new UserError("serve: " + IoMessage.of(e) + "; 'serve 0' takes a port that is free");
        } catch (IOException e) {
            throw new UserError("serve: " + IoMessage.of(e));
        }
    }

    private static Endpoint endpoint(String address) {
        if (address.startsWith(UNIX)) {
            return socket(address.substring(UNIX.length()));
        }
        Matcher matcher = ADDRESS.matcher(address);
        if (!address.isEmpty() && !matcher.matches()) {
            throw new UserError("serve: '" + address + "' is not PORT, HOST, HOST:PORT or unix:PATH");
        }
        String number = address.isEmpty() ? null : matcher.group("number") != null ? matcher.group("number") : matcher.group("port");
        int port = number == null ? PORT : Integer.parseInt(number);
        String host = address.isEmpty() ? null : matcher.group("host");
        if (port > 0xffff) {
            throw new UserError("serve: port " + port + " is too high; the highest is 65535");
        }
        try {
            return new Network(new InetSocketAddress(
                    host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw new UserError("serve: '" + host + "' is not a known host");
        }
    }

    private static Socket socket(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new UserError("serve: unix:PATH: not the name of a file");
        }
        if (name.isEmpty() || path.getFileName() == null) {
            throw new UserError("serve: unix:PATH names the socket to make, such as unix:disk.sock");
        }
        int length = path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > NbdServer.LONGEST_SOCKET) {
            throw new UserError("serve: " + path.toAbsolutePath() + " has " + length + " bytes, and the path of a socket may have "
                    + NbdServer.LONGEST_SOCKET + ": choose a shorter one");
        }
        return new Socket(path);
    }

    private static List<Export> exports(Session session) {
        List<Export> exports = new ArrayList<>();
        exports.add(new Export("disk", "the whole of " + session.name(), session.image()));
        Optional<Label> label = session.label();
        if (label.isPresent()) {
            for (Partition partition : label.get().dataPartitions()) {
                Slice content = session.disk().slice(partition.extent());
                if (content.size() > 0) {
                    exports.add(new Export(
                            Integer.toString(partition.number()),
                            PartitionDescription.of(session.listed(), partition, session.disk().mainContents(partition)),
                            content));
                }
            }
        }
        return exports;
    }

    private Outcome print(Desk desk, String what) {
        Session session = desk.session();
        Endpoint endpoint = endpoint(what);
        if (running.isEmpty() && endpoint instanceof Network network && network.address().getPort() == 0) {
            throw new UserError("serve: a free port is only chosen when serving begins: name a port, or leave out --print");
        }
        NbdClients clients = running.map(Running::clients).orElseGet(() -> new NbdClients(host(endpoint), port(endpoint), socket(endpoint), quoting(session)));
        StringBuilder text = new StringBuilder();
        for (Export export : exports(session)) {
            text.append("# ").append(export.name()).append(": ").append(export.description()).append('\n');
            clients.lines(export.name(), fileName(session, export)).forEach(line -> text.append(line).append('\n'));
            // In pieces: a table can have many thousand partitions.
            if (text.length() > PIECE) {
                desk.console().print(text.toString());
                text.setLength(0);
            }
        }
        desk.console().print(text.toString());
        return Outcome.DONE;
    }

    private static String fileName(Session session, Export export) {
        return export.name().equals("disk")
                ? Stretch.disk(session).file() + ".copy" // never the image's own name
                : Stretch.of(session.requirePartition(Integer.parseInt(export.name())), session).file();
    }

    private static NbdClients clients(Session session, Endpoint endpoint, NbdServer server) throws IOException {
        int port = server.address() instanceof InetSocketAddress address ? address.getPort() : 0;
        return new NbdClients(host(endpoint), port, socket(endpoint), quoting(session));
    }

    private static String host(Endpoint endpoint) {
        return switch (endpoint) {
            case Network(InetSocketAddress address) -> address.getHostString();
            case Socket socket -> "";
        };
    }

    private static int port(Endpoint endpoint) {
        return endpoint instanceof Network(InetSocketAddress address) ? address.getPort() : 0;
    }

    private static Optional<String> socket(Endpoint endpoint) {
        return endpoint instanceof Socket(Path path) ? Optional.of(path.toAbsolutePath().toString()) : Optional.empty();
    }

    private static Quoting quoting(Session session) {
        return new Quoting(session.visible()::text);
    }

    private Outcome status(Desk desk) {
        desk.console().print(running.map(now -> "Serving at " + now.clients().uri("") + ", " + now.server().clients()
                        + (now.server().clients() == 1 ? " client\n" : " clients\n")
                        + now.server().fault().map(ServeCommand::faulty).orElse(""))
                .orElse("Not serving\n"));
        return Outcome.DONE;
    }

    private static String faulty(Throwable fault) {
        return "A connection ended by a fault of jdisk itself, please report it: " + fault + "\n";
    }

    private Outcome stop(Desk desk) throws IOException {
        if (running.isEmpty()) {
            throw new UserError("nothing is being served");
        }
        end();
        desk.console().print("Stopped serving\n");
        return Outcome.DONE;
    }

    /** Stops what is being served, if anything is. */
    synchronized void end() throws IOException {
        Optional<Running> ended = running;
        running = Optional.empty();
        if (ended.isPresent()) {
            ended.get().server().close();
        }
    }
}
