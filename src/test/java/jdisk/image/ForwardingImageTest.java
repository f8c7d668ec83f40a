package jdisk.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForwardingImageTest {
    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .toList();
    }

    /** A method that is added to images and forgotten here would answer for itself. */
    @Test
    void passesOnAllButWhatGoesThroughRead() {
        assertThat(methods(ForwardingImage.class)).containsAll(
                methods(Image.class).stream().filter(name -> !List.of("view", "viewUpTo", "transferTo").contains(name)).toList());
    }
}
