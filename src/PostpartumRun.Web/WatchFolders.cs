using System.Collections.Immutable;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Web;

/// <summary>The watches that are plugged into this machine, for whoever sits at it.</summary>
internal sealed class WatchFolders(WebOptions options)
{
    /// <summary>Those that are there now; none for a page that others reach, who have no business with what is plugged in here.</summary>
    public ImmutableArray<MountedWatch> Find() =>
        options.WatchPlaces is [] || ListenRules.IsExposed(options) ? [] : MountedWatch.Find(options.WatchPlaces ?? MountedWatch.Places());

    /// <summary>The one of a name; null where it is not there any more.</summary>
    public MountedWatch? Find(string name) => Find().FirstOrDefault(watch => watch.Name == name);
}
