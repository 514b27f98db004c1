using System.Globalization;
using System.Text;

namespace GroundTerminal.Benchmarks;

/// <summary>Lines over a common axis, as SVG: measured ones with points, theory dashed. X is Eb/N₀ in dB, Y runs from 0 to 1.</summary>
internal sealed class SvgChart(string title, string xTitle, string yTitle, double minX, double maxX)
{
    private const int Width = 860, Height = 480, Left = 70, Top = 50, PlotWidth = 560, PlotHeight = 360;
    private static readonly string[] Colours = ["#1f6fb4", "#d1581c", "#2a8a3e", "#8b45a5", "#b02a37", "#6b5b1f", "#138a8a"];
    private readonly StringBuilder _body = new();
    private int _legend;

    public void Add(string name, int colour, bool dashed, IReadOnlyList<(double X, double Y)> points)
    {
        var stroke = Colours[colour % Colours.Length];
        var path = string.Join(' ', points.Where(p => p.X >= minX && p.X <= maxX).Select(p => $"{N(X(p.X))},{N(Y(p.Y))}"));
        _body.AppendLine($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\"{(dashed ? " stroke-dasharray=\"6 4\"" : "")}/>");
        if (!dashed)
        {
            foreach (var (x, y) in points)
                _body.AppendLine($"<circle cx=\"{N(X(x))}\" cy=\"{N(Y(y))}\" r=\"3\" fill=\"{stroke}\"/>");
        }
        var line = Top + 10 + (18 * _legend++);
        _body.AppendLine($"<line x1=\"645\" x2=\"670\" y1=\"{line - 4}\" y2=\"{line - 4}\" stroke=\"{stroke}\" stroke-width=\"2\"{(dashed ? " stroke-dasharray=\"6 4\"" : "")}/>");
        _body.AppendLine($"<text x=\"676\" y=\"{line}\">{Escape(name)}</text>");
    }

    public string ToSvg()
    {
        var svg = new StringBuilder($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.AppendLine($"<text x=\"{Left}\" y=\"28\" font-size=\"16\">{Escape(title)}</text>");
        for (var x = Math.Ceiling(minX); x <= maxX; x += 2)
            svg.AppendLine($"<line x1=\"{N(X(x))}\" x2=\"{N(X(x))}\" y1=\"{Top}\" y2=\"{Top + PlotHeight}\" stroke=\"#ddd\"/><text x=\"{N(X(x))}\" y=\"{Top + PlotHeight + 18}\" text-anchor=\"middle\">{N(x)}</text>");
        for (var y = 0.0; y <= 1.001; y += 0.25)
            svg.AppendLine($"<line x1=\"{Left}\" x2=\"{Left + PlotWidth}\" y1=\"{N(Y(y))}\" y2=\"{N(Y(y))}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{N(Y(y) + 4)}\" text-anchor=\"end\">{N(y)}</text>");
        svg.AppendLine($"<text x=\"{Left + (PlotWidth / 2)}\" y=\"{Top + PlotHeight + 42}\" text-anchor=\"middle\">{Escape(xTitle)}</text>");
        svg.AppendLine($"<text transform=\"translate(20 {Top + (PlotHeight / 2)}) rotate(-90)\" text-anchor=\"middle\">{Escape(yTitle)}</text>");
        return svg.Append(_body).Append("</svg>\n").ToString();
    }

    private static double X(double x, double min, double max) => Left + (PlotWidth * (x - min) / (max - min));

    private static double Y(double y) => Top + (PlotHeight * (1 - y));

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");

    private double X(double x) => X(x, minX, maxX);
}
