namespace GroundTerminal.Coding.Files;

/// <summary>Which satellites send files, and how.</summary>
/// <remarks>A way is made when it is first asked for, as in <see cref="Framing.FramingCatalog"/>.</remarks>
public static class FileAssemblyCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileAssemblyDescriptor> All => field ??=
    [
        KunsImages.Descriptor, CameraImages.Descriptor, Cas5aImages.Descriptor, DSatImages.Descriptor, Lucky7Images.Descriptor, MirSat1Files.Descriptor,
        SpectrumFiles.Descriptor, SwiatowidImages.Descriptor,
    ];

    /// <summary>How a satellite sends files, by its name in the catalogue; null where none are known.</summary>
    public static FileAssemblyDescriptor? Find(string satellite) => satellite switch
    {
        "1KUNS-PF" => KunsImages.Descriptor,
        "BY70-1" or "LilacSat-1" => CameraImages.Descriptor,
        "CAS-5A" => Cas5aImages.Descriptor,
        "D-SAT" => DSatImages.Descriptor,
        "Lucky-7" => Lucky7Images.Descriptor,
        "MIR-SAT1" => MirSat1Files.Descriptor,
        "SMOG-P" or "ATL-1" or "SMOG-1" => SpectrumFiles.Descriptor,
        "Swiatowid" => SwiatowidImages.Descriptor,
        _ => null,
    };
}
