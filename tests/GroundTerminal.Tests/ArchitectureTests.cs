using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace GroundTerminal.Tests;

/// <summary>The rooms' doors: project references, and what the pure rooms may not touch, read from project files and compiled assemblies.</summary>
public class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    private static readonly (string Room, string References)[] Rooms =
    [
        ("Dsp", ""),
        ("Coding", ""),
        ("Orbit", ""),
        ("Modems", "Coding, Dsp"),
        ("Station", "Modems, Orbit"),
        ("Devices", "Station"),
        ("Delivery", "Station"),
        ("Emulator", "Station"),
        ("", "Delivery, Devices, Emulator"),
    ];

    public static IEnumerable<object[]> References => Rooms.Select(r => new object[] { r.Room, r.References });

    [Theory]
    [MemberData(nameof(References))]
    public void References_point_as_the_design_says(string room, string expected)
    {
        var name = ProjectName(room);
        var project = XDocument.Load(Path.Combine(Root, "src", name, name + ".csproj"));
        var references = project.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')).Replace("GroundTerminal.", ""))
            .Order();
        Assert.Equal(expected, string.Join(", ", references));
    }

    [Fact]
    public void There_are_no_other_rooms() =>
        Assert.Equal(
            Rooms.Select(r => ProjectName(r.Room)).Order(),
            Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!).Order());

    [Theory]
    [InlineData("Dsp")]
    [InlineData("Coding")]
    [InlineData("Orbit")]
    [InlineData("Modems")]
    public void Pure_rooms_touch_nothing_outside(string room) =>
        Assert.Empty(Violations(Path.Combine(AppContext.BaseDirectory, ProjectName(room) + ".dll")));

    [Fact]
    public void The_check_sees_what_it_looks_for()
    {
        var found = Violations(typeof(ArchitectureTests).Assembly.Location);
        Assert.Contains(found, v => v.StartsWith("System.IO.", StringComparison.Ordinal));
        Assert.Contains("System.TimeProvider.get_System", found);
    }

    private static IReadOnlyList<string> Violations(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => FullName(metadata, t)).Where(IsForbiddenType);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => (Type: FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)m.Parent)), Name: metadata.GetString(m.Name), Member: m))
            .Where(m => IsForbiddenMember(metadata, m.Type, m.Name, m.Member)).Select(m => $"{m.Type}.{m.Name}");
        return [.. types.Concat(members).Distinct()];
    }

    /// <summary>Files, sockets, threads, processes, the console, and interop that could reach them. Atomic access and cancellation are not threads.</summary>
    private static bool IsForbiddenType(string type)
    {
        string[] allowed = ["System.Threading.Interlocked", "System.Threading.Volatile", "System.Threading.CancellationToken"];
        string[] names = ["System.Console", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Runtime.InteropServices.NativeLibrary", "System.Runtime.InteropServices.DllImportAttribute"];
        string[] spaces = ["System.IO.", "System.Net.", "System.Threading.", "System.Reflection.Emit.", "Microsoft.Extensions.Logging.", "Microsoft.Win32."];
        return !allowed.Contains(type) && (names.Contains(type) || spaces.Any(s => type.StartsWith(s, StringComparison.Ordinal)));
    }

    private static bool IsForbiddenMember(MetadataReader metadata, string type, string name, MemberReference member) => type switch
    {
        "System.DateTime" or "System.DateTimeOffset" => name is "get_Now" or "get_UtcNow" or "get_Today",
        "System.TimeProvider" => name is "get_System",
        "System.Environment" => name is not "get_CurrentManagedThreadId", // what the compiler writes into every iterator
        "System.Guid" => name is "NewGuid",
        "System.Random" => name is "get_Shared" || (name is ".ctor" && metadata.GetBlobReader(member.Signature) is var signature && Parameters(signature) == 0),
        _ => false,
    };

    private static int Parameters(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static string FullName(MetadataReader metadata, TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    private static string ProjectName(string room) => room.Length == 0 ? "GroundTerminal" : "GroundTerminal." + room;

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "GroundTerminal.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("GroundTerminal.sln was not found above the test assembly.");
    }
}
