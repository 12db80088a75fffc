using System.Runtime.InteropServices;

namespace PostpartumRun.Import;

/// <summary>
/// Tells one folder from another that has come to be at the same path: mounted there, unmounted from there, or made anew.
/// </summary>
/// <param name="Device">The file system's number; 0 where the system tells none.</param>
/// <param name="Inode">The folder's number within it; 0 where the system tells none.</param>
/// <param name="Mount">The number of what is mounted; 0 where the system tells none.</param>
/// <param name="Born">When it was made, in the system's own count.</param>
/// <param name="IsMounted">Whether it is itself what a file system is mounted on.</param>
internal readonly partial record struct FolderIdentity(ulong Device, ulong Inode, ulong Mount, long Born, bool IsMounted)
{
    // statx(2), whose layout is the same on all processors.
    private const int CurrentFolder = -100;
    private const uint Wanted = 0x100 | 0x800 | 0x1000; // STATX_INO | STATX_BTIME | STATX_MNT_ID
    private const ulong MountRoot = 0x2000; // STATX_ATTR_MOUNT_ROOT
    private const int Size = 256, AttributesAt = 8, InodeAt = 32, BornAt = 80, BornNanosecondsAt = 88, DeviceAt = 136, MountAt = 144;

    /// <summary>The folder that is at a path now; null where there is none.</summary>
    public static FolderIdentity? Of(string path)
    {
        if (!Directory.Exists(path))
            return null;
        return OperatingSystem.IsLinux() && AsLinuxTells(path) is { } told ? told
            : new(0, 0, 0, Directory.GetCreationTimeUtc(path).Ticks, IsMounted: false);
    }

    private static FolderIdentity? AsLinuxTells(string path)
    {
        Span<byte> found = stackalloc byte[Size];
        found.Clear();
        try
        {
            if (Statx(CurrentFolder, path, 0, Wanted, ref MemoryMarshal.GetReference(found)) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library of before 2018.
            return null;
        }
        bool isMounted = (Number(found, AttributesAt) & MountRoot) != 0;
        return new(Number(found, DeviceAt), Number(found, InodeAt), Number(found, MountAt), BirthOf(found), isMounted);
    }

    private static ulong Number(ReadOnlySpan<byte> found, int at) => BitConverter.ToUInt64(found[at..]);

    private static long BirthOf(ReadOnlySpan<byte> found) =>
        unchecked(((long)Number(found, BornAt) * 1_000_000_000) + BitConverter.ToInt32(found[BornNanosecondsAt..]));

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte found);
}
