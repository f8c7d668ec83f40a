package jdisk.shell;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The signal of Ctrl-C, for programs that are not on a terminal of their own.
 *
 * <p>sun.misc.Signal, of the module jdk.unsupported, is the only way to hear of it that Java has; javac takes no program that names it
 * where warnings are errors. JLine knows a way, too, which makes ready a log first: that takes as long as to list a directory.
 */
final class InterruptSignal {
    private final @Nullable Object former;

    private InterruptSignal(@Nullable Object former) {
        this.former = former;
    }

    /** Listens to it from now on; where the JVM has no signals, or was told to leave them alone, nothing is heard. */
    static InterruptSignal listen(Runnable heard) {
        try {
            Object handler = Proxy.newProxyInstance(InterruptSignal.class.getClassLoader(), new Class<?>[] {handlerType()},
                    (_, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(heard, arguments);
                        }
                        heard.run();
                        return null;
                    });
            return new InterruptSignal(handle(handler));
        } catch (ReflectiveOperationException e) {
            return new InterruptSignal(null);
        }
    }

    /** What happened before when it came happens again. */
    void forget() {
        try {
            if (former != null) {
                Object _ = handle(former);
            }
        } catch (ReflectiveOperationException e) {
            // what could be done once can be done again
        }
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    /**
     * Sets who hears of the signal.
     *
     * @return who did before
     */
    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Object interrupt = signal.getConstructor(String.class).newInstance("INT");
        return signal.getMethod("handle", signal, handlerType()).invoke(null, interrupt, handler);
    }
}
