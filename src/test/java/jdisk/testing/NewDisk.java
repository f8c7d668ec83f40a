package jdisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The disk of a computer of today, with Windows beside Linux, made by real tools: the same each time, but for what no
 * listing shows. It takes 64 GiB, of which few are stored.
 */
public final class NewDisk {
    private static final String RECIPE = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            # Copies what a sparse file stores to a place in another.
            put() {
                python3 - "$1" "$2" "$3" <<'PYTHON'
            import os, sys
            source, target = os.open(sys.argv[1], os.O_RDONLY), os.open(sys.argv[2], os.O_WRONLY)
            at, size = 0, os.fstat(source).st_size
            while at < size:
                try:
                    at = os.lseek(source, at, os.SEEK_DATA)
                except OSError:
                    break
                end = os.lseek(source, at, os.SEEK_HOLE)
                while at < end:
                    at += os.pwrite(target, os.pread(source, min(1 << 20, end - at), at), int(sys.argv[3]) * 512 + at)
            PYTHON
                rm "$1"
            }
            truncate -s 64G ssd.img
            sfdisk -q ssd.img <<'TABLE'
            label: gpt
            label-id: 5E1C4F0B-9A52-4C1D-8E0F-3B6A7D2C1F90
            size=260M, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name="EFI system partition"
            size=16M, type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE, name="Microsoft reserved partition"
            size=30G, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, name="Basic data partition"
            size=24G, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="Debian"
            size=8G, type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F, name="swap"
            TABLE
            truncate -s 260M efi
            mkfs.vfat -F 32 -n EFI efi
            put efi ssd.img 2048
            truncate -s 30G windows
            mkfs.ntfs -F -Q -q -s 512 -p 567296 -H 255 -S 63 -L Windows windows
            put windows ssd.img 567296
            truncate -s 8G swap
            mkswap -q -L swap swap
            put swap ssd.img 113813504
            mkdir -p tree/etc tree/boot tree/home/ada
            cat > tree/etc/fstab <<'FSTAB'
            LABEL=root  /          ext4  errors=remount-ro  0  1
            LABEL=EFI   /boot/efi  vfat  umask=0077         0  1
            LABEL=swap  none       swap  sw                 0  0
            FSTAB
            echo lovelace > tree/etc/hostname
            printf 'Debian GNU/Linux 12 \\\\n \\\\l\\n\\n' > tree/etc/issue
            echo 'The engine weaves algebraical patterns.' > tree/home/ada/notes.txt
            find tree -exec touch -d '2026-03-01 12:00 UTC' '{}' +
            chmod 644 tree/etc/* tree/home/ada/*
            mkfs.ext4 -q -F -L root -d tree -E offset=32502710272,root_owner=0:0 ssd.img 24G
            rm -r tree
            """;

    private NewDisk() {}

    /** Makes {@code ssd.img} in a folder, or skips the test. */
    public static Path in(Path folder) throws IOException, InterruptedException {
        for (String tool : List.of("sfdisk", "mkfs.vfat", "mkfs.ntfs", "mkfs.ext4", "mkswap", "python3")) {
            RealTool.named(tool, 1);
        }
        Outcome made = RealTool.outcomeOf(List.of("sh", "-c", RECIPE), folder, Map.of("TZ", "UTC", "LC_ALL", "C"), "");
        assertThat(made.status()).as(made.toString()).isZero();
        return folder.resolve("ssd.img");
    }
}
