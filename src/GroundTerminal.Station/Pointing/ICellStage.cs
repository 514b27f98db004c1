namespace GroundTerminal.Station.Pointing;

/// <summary>What it costs an axis to be in a cell at a sample of a pass.</summary>
internal interface ICellStage
{
    /// <param name="sample">Its number; rising, and all cells of one before the next.</param>
    /// <param name="cell">Its number.</param>
    /// <param name="other">Where the other axis is wanted then, degrees.</param>
    /// <param name="weight">Root of what a degree costs that it cannot turn in time between two cells; 0 where it does not matter.</param>
    /// <returns>Cost of a second there.</returns>
    float Cost(int sample, int cell, out float other, out float weight);
}
