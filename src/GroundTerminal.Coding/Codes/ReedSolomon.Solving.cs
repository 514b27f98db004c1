namespace GroundTerminal.Coding.Codes;

/// <remarks>From syndromes to error positions and values.</remarks>
public sealed partial class ReedSolomon
{
    /// <summary>Fills the positions and values of the errors that the syndromes and erasures speak of.</summary>
    private bool Solve(int length, ReadOnlySpan<int> erasures)
    {
        if (erasures.Length > ParityLength || !LocateErasures(length, erasures))
            return false;
        var degree = FindLocator(erasures.Length);
        // Beyond this bound the locator is one of several: an accident, not a solution.
        if ((2 * degree) - erasures.Length > ParityLength || !FindPositions(length, degree))
            return false;
        FindValues(degree);
        _found = degree;
        return true;
    }

    /// <summary>Starts the locator with a root for each erasure. A position given twice makes a double root, which the search for roots refuses.</summary>
    private bool LocateErasures(int length, ReadOnlySpan<int> erasures)
    {
        _locator.AsSpan().Clear();
        _locator[0] = 1;
        for (var i = 0; i < erasures.Length; i++)
        {
            if ((uint)erasures[i] >= (uint)length)
                return false;
            for (var j = i + 1; j > 0; j--)
                _locator[j] ^= _field.MultiplyByPower(_locator[j - 1], length - 1 - erasures[i]);
        }
        return true;
    }

    /// <summary>Berlekamp–Massey from a locator that already holds the erasures.</summary>
    /// <returns>Length of the shift register found, or more than the parity where it is not the locator's degree.</returns>
    private int FindLocator(int erasures)
    {
        _locator.CopyTo(_previous, 0);
        var length = erasures;
        for (var r = erasures; r < ParityLength; r++)
        {
            byte discrepancy = 0;
            for (var i = Math.Min(r, length); i >= 0; i--)
                discrepancy ^= _field.Multiply(_locator[i], _syndromes[r - i]);
            _previous.AsSpan(0, ParityLength).CopyTo(_previous.AsSpan(1));
            _previous[0] = 0;
            if (discrepancy == 0)
                continue;
            _locator.CopyTo(_next, 0);
            _field.AddProduct(_next, discrepancy, _previous);
            if (2 * length <= r + erasures)
            {
                length = r + 1 + erasures - length;
                var inverse = _field.Modulo(-_field.Log(discrepancy));
                _previous.AsSpan().Clear();
                _field.AddProduct(_previous, _field.Exp(inverse), _locator);
            }
            _next.CopyTo(_locator, 0);
        }
        return _locator.AsSpan().LastIndexOfAnyExcept((byte)0) == length ? length : ParityLength + 1;
    }

    /// <summary>Chien's search over the symbols that were sent, of all at a time: all roots must lie there.</summary>
    private bool FindPositions(int length, int degree)
    {
        var sums = _sums.AsSpan(0, length);
        sums.Fill(_locator[0]);
        for (var i = 1; i <= degree; i++)
            _field.AddProduct(sums, _locator[i], _chien.AsSpan((i - 1) * MaxLength, length));
        var found = 0;
        for (var power = 0; found < degree; power++, found++)
        {
            var step = sums[power..].IndexOf((byte)0);
            if (step < 0)
                return false;
            power += step;
            _powers[found] = power;
        }
        return true;
    }

    /// <summary>Forney: value = X^(1 − firstRoot)·Ω(X⁻¹)/Λ′(X⁻¹) at each locator X.</summary>
    private void FindValues(int degree)
    {
        for (var i = 0; i < degree; i++)
        {
            byte sum = 0;
            for (var j = 0; j <= i; j++)
                sum ^= _field.Multiply(_syndromes[i - j], _locator[j]);
            _evaluator[i] = sum;
        }
        for (var k = 0; k < degree; k++)
        {
            var power = _powers[k];
            byte numerator = 0, derivative = 0;
            for (var i = degree - 1; i >= 0; i--)
                numerator = (byte)(_field.MultiplyByPower(numerator, _field.Modulo(-power)) ^ _evaluator[i]);
            for (var i = 1; i <= degree; i += 2)
                derivative ^= _field.MultiplyByPower(_locator[i], _field.Modulo(-power * (i - 1)));
            _values[k] = numerator == 0 ? (byte)0
                : _field.Exp(_field.Modulo((power * (1 - _firstRoot)) + _field.Log(numerator) - _field.Log(derivative)));
        }
    }

    private int Correct(Span<byte> codeword)
    {
        var changed = 0;
        for (var k = 0; k < _found; k++)
        {
            codeword[codeword.Length - 1 - _powers[k]] ^= _values[k];
            changed += _values[k] != 0 ? 1 : 0;
        }
        return changed;
    }
}
