namespace GroundTerminal.Coding.Files;

/// <summary>Which satellites send files, and how.</summary>
public static class FileAssemblyCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileAssemblyDescriptor> All { get; } =
    [
        KunsImages.Descriptor, CameraImages.Descriptor, Cas5aImages.Descriptor, DSatImages.Descriptor, Lucky7Images.Descriptor, MirSat1Files.Descriptor,
        SpectrumFiles.Descriptor, SwiatowidImages.Descriptor,
    ];

    /// <summary>How a satellite sends files, by its name in the catalogue; null where none are known.</summary>
    public static FileAssemblyDescriptor? Find(string satellite) => All.FirstOrDefault(d => d.Satellites.Contains(satellite));
}
